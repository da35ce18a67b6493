class Lamp
