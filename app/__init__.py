"""The presentation: pages, figures and words over the published warehouse."""
