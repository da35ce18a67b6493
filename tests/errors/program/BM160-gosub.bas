GOSUB greet
