package tw.badhouse.registry;

/** A store of facts. */
class Books {

    String name(long person) {
        return "person " + person;
    }
}
