"""The engine: fetches sources, keeps what was received, builds and publishes the warehouse."""
