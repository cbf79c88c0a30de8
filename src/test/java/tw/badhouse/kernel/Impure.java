package tw.badhouse.kernel;

import org.springframework.stereotype.Component;

/** Broken on purpose: a kernel that knows Spring. */
@Component
public class Impure {}
