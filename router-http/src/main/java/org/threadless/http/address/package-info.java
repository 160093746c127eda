/** IP addresses: sets of them, and those of the public network. */
package org.threadless.http.address;
