"""The headset program: leads a practice on any PC-VR headset with OpenXR. Shares only `chalicelib.domain`."""
