// A print that has just been written down goes to the printer.
window.print();
