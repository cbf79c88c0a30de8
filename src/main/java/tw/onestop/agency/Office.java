package tw.onestop.agency;

import tw.onestop.kernel.OfficeCode;

/** 戶政事務所, a household registration office: its code is the eight digits of its township. */
public record Office(OfficeCode code, String name, String nameEn, String phone, String address) {}
