package tw.onestop.registry;

import java.util.stream.Stream;

/** 資料載入: fills an empty register in bulk, by COPY; refuses one that holds anybody. */
public interface RegistryLoad {

    /** Whether nobody is registered yet. */
    boolean isEmpty();

    /**
     * @return persons loaded
     * @throws IllegalStateException when somebody is registered already
     */
    long load(Stream<Founding> households);
}
