/** The JSON API: its place in the server. */
package org.threadless.api;
