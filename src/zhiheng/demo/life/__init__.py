"""Three years of daily life in the synthetic bureau: one module per room, rows for COPY. `wards.life` is the whole face."""
