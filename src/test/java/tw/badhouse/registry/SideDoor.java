package tw.badhouse.registry;

import tw.badhouse.kernel.Actor;

/** Broken on purpose: a way into the register that asks the books and not whom the reader may see. */
class SideDoor implements RegistryDesk {

    private final Books books;

    SideDoor(Books books) {
        this.books = books;
    }

    @Override
    public String name(long person, Actor reader) {
        return books.name(person);
    }
}
