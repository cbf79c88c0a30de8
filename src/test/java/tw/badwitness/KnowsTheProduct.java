package tw.badwitness;

import tw.badhouse.kernel.Actor;

/** Broken on purpose: a witness that takes the word of the product's own classes. */
record KnowsTheProduct(Actor actor) {}
