package tw.badagencies;

import tw.badhouse.kernel.Actor;

/** Broken on purpose: a simulator that imports the product. */
record KnowsTheProduct(Actor actor) {}
