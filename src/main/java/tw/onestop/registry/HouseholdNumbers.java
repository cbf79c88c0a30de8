package tw.onestop.registry;

import tw.onestop.kernel.HouseholdNo;

/** 戶號編配: gives a number to a household founded here. The official algorithm of the last digit is not published. */
@FunctionalInterface
interface HouseholdNumbers {

    HouseholdNo next(Address address);
}
