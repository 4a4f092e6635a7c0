"""Files that are broken or mean harm, the same for the same seed."""
