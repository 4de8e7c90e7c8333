"""The trail as pages: the audit administrator's home, one act with its proof, one person's trail, verification and export."""
