package org.threadless.backend.http.outgoing;

/** What people know the settings by that a gateway is asked with. */
enum SettingNames {
  PLAIN("outgoing-url", "the user or password of outgoing-url"),
  PRESET("the url of outgoing", "a user, password or key in its settings");

  private final String url;
  private final String credentials;

  SettingNames(String url, String credentials) {
    this.url = url;
    this.credentials = credentials;
  }

  String url() {
    return url;
  }

  String credentials() {
    return credentials;
  }
}
