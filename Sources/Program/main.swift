import vosfact

// All that the program does is in a library, so that tests can be linked with it and yet run a program that is linked
// otherwise.
Vosfact.main()
