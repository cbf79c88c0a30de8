package tw.badhouse.registry;

import tw.badhouse.kernel.Actor;

/** A desk. */
public interface RegistryDesk {

    String name(long person, Actor reader);
}
