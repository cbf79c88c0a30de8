package tw.witness;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Iterator;
import java.util.List;

/** 雜湊樹驗證 (RFC 9162 §2.1), written from the standard alone: hashes, and what proofs must come to. */
public final class HashTree {

    private HashTree() {}

    /** The hash of a leaf: SHA-256(0x00 ‖ content). */
    public static byte[] leaf(byte[] content) {
        return digest((byte) 0, content, new byte[0]);
    }

    /** The hash of a node: SHA-256(0x01 ‖ left ‖ right). */
    public static byte[] node(byte[] left, byte[] right) {
        return digest((byte) 1, left, right);
    }

    /** The root of no leaf. */
    public static byte[] empty() {
        return sha256().digest();
    }

    /**
     * Whether the hashes prove that the tree of the first size and root is the beginning of that of the second (§2.1.4.2).
     *
     * @param first at least 1 and at most {@code second}
     */
    public static boolean consistent(
            long first, byte[] firstRoot, long second, byte[] secondRoot, List<byte[]> hashes) {
        if (first == second) {
            return hashes.isEmpty() && MessageDigest.isEqual(firstRoot, secondRoot);
        }
        if (first < 1 || first > second) {
            return false;
        }
        Iterator<byte[]> proof = hashes.iterator();
        boolean power = Long.bitCount(first) == 1;
        if (!power && !proof.hasNext()) {
            return false;
        }
        byte[] old = power ? firstRoot : proof.next();
        byte[] present = old;
        int shift = Long.numberOfTrailingZeros(first);
        long left = (first - 1) >>> shift;
        long right = (second - 1) >>> shift;
        while (proof.hasNext()) {
            byte[] hash = proof.next();
            if (right == 0) {
                return false;
            }
            if ((left & 1) == 1 || left == right) {
                old = node(hash, old);
                present = node(hash, present);
                while ((left & 1) == 0 && left != 0) {
                    left >>>= 1;
                    right >>>= 1;
                }
            } else {
                present = node(present, hash);
            }
            left >>>= 1;
            right >>>= 1;
        }
        return right == 0 && MessageDigest.isEqual(old, firstRoot) && MessageDigest.isEqual(present, secondRoot);
    }

    /** Whether the hashes prove that a leaf stands at the index of the tree of that size and root (§2.1.3.2). */
    public static boolean included(long index, long size, byte[] leaf, byte[] root, List<byte[]> hashes) {
        if (index < 0 || index >= size) {
            return false;
        }
        long place = index;
        long last = size - 1;
        byte[] come = leaf;
        for (byte[] hash : hashes) {
            if (last == 0) {
                return false;
            }
            if ((place & 1) == 1 || place == last) {
                come = node(hash, come);
                while ((place & 1) == 0 && place != 0) {
                    place >>>= 1;
                    last >>>= 1;
                }
            } else {
                come = node(come, hash);
            }
            place >>>= 1;
            last >>>= 1;
        }
        return last == 0 && MessageDigest.isEqual(come, root);
    }

    /** A digest to be used again and again. */
    public static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("SHA-256 is not available", e);
        }
    }

    private static byte[] digest(byte kind, byte[] first, byte[] second) {
        MessageDigest sha = sha256();
        sha.update(kind);
        sha.update(first);
        return sha.digest(second);
    }
}
