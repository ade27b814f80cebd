package dev.matchmill.readers.skill;

/**
 * One word of a text.
 *
 * @param folded lower case, American spelling, without apostrophes
 * @param joined whether only a space, hyphen, slash or the like parts it from the word before, so
 *     that both may belong to one name
 */
record Token(int start, int end, String folded, boolean joined) {

    boolean isNumber() {
        return folded.chars().allMatch(Character::isDigit);
    }
}
