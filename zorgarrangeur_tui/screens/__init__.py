"""The screens, one module or folder per mode."""
