package tw.onestop.registry;

import tw.onestop.kernel.NationalId;
import tw.onestop.kernel.Sex;

/** 初次登記之配號: what somebody gets who is registered for the first time. */
interface Newcomers {

    PersonId person();

    /** 國民身分證統一編號 of the county of first registration, borne by nobody. */
    NationalId number(Address address, Sex sex);

    /** Of whom it is only assessed what would be registered. */
    Newcomers NOBODY_YET = new Newcomers() {
        @Override
        public PersonId person() {
            return new PersonId(0);
        }

        @Override
        public NationalId number(Address address, Sex sex) {
            return NationalId.of(RunningNumbers.letter(address), sex == Sex.MALE ? 1 : 2, 0);
        }
    };
}
