package org.threadless.http.address;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OuterAddressesTest {

  private final OuterAddresses outer = new OuterAddresses(List.of());

  @ParameterizedTest
  @ValueSource(
      strings = {
        "0.0.0.0",
        "10.1.2.3",
        "100.64.0.1",
        "100.100.100.200",
        "127.0.0.1",
        "127.9.9.9",
        "168.63.129.16",
        "169.254.169.254",
        "172.31.255.255",
        "192.168.1.1",
        "198.18.0.1",
        "224.0.0.1",
        "255.255.255.255",
        "::",
        "::1",
        "::127.0.0.1",
        "::ffff:10.1.2.3",
        "64:ff9b::169.254.169.254",
        "2002:7f00:1::",
        "2001:0:1::1",
        "fc00::1",
        "fd00:ec2::254",
        "fe80::1",
        "fec0::1",
        "ff02::1"
      })
  void whatOnlyThisMachineAndItsNetworkReachIsInner(String address) throws Exception {
    assertThat(outer.test(InetAddress.getByName(address))).isFalse();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "1.1.1.1",
        "100.63.255.255",
        "172.32.0.1",
        "2606:4700::1111",
        "64:ff9b::1.1.1.1",
        "2002:101:101::"
      })
  void theRestIsOuter(String address) throws Exception {
    assertThat(outer.test(InetAddress.getByName(address))).isTrue();
  }

  @Test
  void anIpv4AddressThatIsKeptAsIpv6IsThatAddress() throws Exception {
    byte[] mapped = {0, 0, 0, 0, 0, 0, 0, 0, 0, 0, -1, -1, 10, 1, 2, 3};
    byte[] outside = {0, 0, 0, 0, 0, 0, 0, 0, 0, 0, -1, -1, 1, 1, 1, 1};

    assertThat(outer.test(Inet6Address.getByAddress("x", mapped, -1))).isFalse();
    assertThat(outer.test(Inet6Address.getByAddress("x", outside, -1))).isTrue();
  }

  @Test
  void whatIsNamedMayBeAskedAndNoOther() {
    OuterAddresses named = new OuterAddresses(List.of("10.1.0.0/16", "::1"));

    assertThat(named.test(address("10.1.2.3"))).isTrue();
    assertThat(named.test(address("64:ff9b::10.1.2.3"))).isTrue();
    assertThat(named.test(address("::1"))).isTrue();
    assertThat(named.test(address("10.2.0.1"))).isFalse();
    assertThat(named.test(address("127.0.0.1"))).isFalse();
  }

  private static InetAddress address(String written) {
    return Addresses.literal(written).orElseThrow();
  }
}
