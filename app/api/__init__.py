"""The open data addresses under /api/v1: what analysts, spreadsheets and other sites read."""
