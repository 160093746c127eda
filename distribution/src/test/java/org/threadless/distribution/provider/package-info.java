/** Providers of text messages as their documentation has them. */
package org.threadless.distribution.provider;
