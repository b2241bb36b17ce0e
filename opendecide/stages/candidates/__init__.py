"""Every deployment that makes sense: model, companions, offer and machine."""
