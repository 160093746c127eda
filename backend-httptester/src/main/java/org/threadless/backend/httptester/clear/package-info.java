/** Clearing what a phone shows, and taking that back. */
package org.threadless.backend.httptester.clear;
