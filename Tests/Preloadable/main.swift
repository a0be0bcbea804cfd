import vosfact

// The program as it heeds `LD_PRELOAD`, by which `faketime` sets the clock of whatever is not linked statically.
Vosfact.main()
