TLAK "Hi"
