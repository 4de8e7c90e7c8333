"""Three years of daily life in the synthetic bureau: one module per room, rows for COPY. `wards.Life` is the whole face."""
