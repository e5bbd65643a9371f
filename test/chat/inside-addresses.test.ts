/** Which addresses a webhook must not lead to, whatever they are spelled like. */
import { describe, expect, test } from "bun:test";
import { leadsInside } from "../../chat/inside-addresses.ts";

describe("Inside is", () => {
  test.each([
    ["unspecified", ["0.0.0.0", "0.1.2.3", "::", "0:0:0:0:0:0:0:0"]],
    ["loopback", ["127.0.0.1", "127.255.255.254", "::1", "0:0::1"]],
    ["private", ["10.0.0.1", "10.255.255.255", "172.16.0.1", "172.31.255.255", "192.168.0.1"]],
    ["shared by a provider's customers", ["100.64.0.1", "100.127.255.255"]],
    ["link-local", ["169.254.169.254", "fe80::1", "febf::1", "fe80::1%eth0"]],
    ["unique local", ["fc00::1", "fdff:ffff::1", "fd00:ec2::254"]],
    ["site-local, of old", ["fec0::1"]],
    ["multicast", ["224.0.0.1", "239.255.255.255", "ff02::1", "ff0e::1"]],
    ["broadcast and reserved", ["240.0.0.1", "255.255.255.255"]],
    ["for protocols", ["192.0.0.8", "192.88.99.1", "2001::1", "2001:10::1", "2001:1ff::1"]],
    ["for documentation", ["192.0.2.1", "198.51.100.1", "203.0.113.1", "2001:db8::1", "3fff::1"]],
    ["for measurements", ["198.18.0.1", "198.19.255.255"]],
    [
      "an IPv4 address of the inside, mapped",
      ["::ffff:127.0.0.1", "::ffff:a00:1", "::FFFF:7f00:1"],
    ],
    ["compatible with IPv4, of old", ["::127.0.0.1", "::8.8.8.8", "::a00:1"]],
    ["an IPv4 address of the inside, behind a NAT64", ["64:ff9b::127.0.0.1", "64:ff9b::a9fe:a9fe"]],
    ["behind a network's own NAT64", ["64:ff9b:1::1", "64:ff9b:1::8.8.8.8"]],
    ["6to4, wherever it leads", ["2002:7f00:1::", "2002:808:808::1"]],
    ["not given to anybody", ["100::1", "4000::1", "5f00::1", "e000::1"]],
    [
      "no address",
      ["", "localhost", "1", "127.1", "256.1.1.1", "1.2.3.4.5", "0x7f.1", ":::", "::g"],
    ],
  ])("what is %s", (_, addresses) => {
    expect(addresses.filter((address) => !leadsInside(address))).toEqual([]);
  });
});

test("Outside is everything that the whole internet reaches, up to the networks' edges", () => {
  const outside = [
    ...["1.1.1.1", "8.8.8.8", "9.255.255.255", "11.0.0.0", "100.63.255.255", "100.128.0.0"],
    ...["126.255.255.255", "128.0.0.0", "169.253.255.255", "169.255.0.0", "172.15.255.255"],
    ...["172.32.0.0", "192.0.1.0", "192.0.3.0", "192.167.255.255", "192.169.0.0", "198.17.255.255"],
    ...["198.20.0.0", "223.255.255.255", "2000::", "2001:200::1", "2001:4860:4860::8888"],
    ...["2001:db7::1", "2001:db9::1", "2003::1", "2606:4700::1111", "3ffe::1", "3fff:1000::1"],
    ...["::ffff:8.8.8.8", "64:ff9b::8.8.8.8"],
  ];
  expect(outside.filter(leadsInside)).toEqual([]);
});
