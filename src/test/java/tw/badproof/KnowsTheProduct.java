package tw.badproof;

import tw.badhouse.kernel.Actor;

/** Broken on purpose: a proof that trusts what it should prove. */
record KnowsTheProduct(Actor actor) {}
