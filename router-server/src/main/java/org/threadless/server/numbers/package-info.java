/** Phone numbers, as libphonenumber knows them. */
package org.threadless.server.numbers;
