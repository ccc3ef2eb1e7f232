"""The deployment: CDK stacks, and the same stacks on a local AWS."""
