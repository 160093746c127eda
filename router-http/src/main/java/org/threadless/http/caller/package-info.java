/** Who calls: from which address, through which proxies, with which secret. */
package org.threadless.http.caller;
