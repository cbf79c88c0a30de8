package tw.onestop.registry;

import tw.onestop.kernel.NationalId;
import tw.onestop.kernel.Sex;

/** 初次登記之配號: what somebody gets who is registered for the first time. */
interface Newcomers {

    PersonId person();

    /** 國民身分證統一編號 of the county of first registration, borne by nobody. */
    NationalId number(Address address, Sex sex);
}
