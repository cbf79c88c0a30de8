package tw.onestop.counter;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import tw.onestop.registry.PersonSearch;

class SearchTests {

    @Test
    void theBoxUnderstandsWhatIsTyped() {
        assertThat(search("a123456788")).isEqualTo(new PersonSearch("a123456788", null, null, null, null));
        assertThat(search("Ａ１２３４５６７８９")).isEqualTo(new PersonSearch("A123456789", null, null, null, null));
        assertThat(search("W1234567")).isEqualTo(new PersonSearch(null, null, null, "W1234567", null));
        assertThat(search("介壽村12號")).isEqualTo(new PersonSearch(null, null, null, null, "介壽村12號"));
        assertThat(search("南竿鄉介壽村")).isEqualTo(new PersonSearch(null, null, null, null, "南竿鄉介壽村"));
        assertThat(search("陳𠀝宏")).isEqualTo(new PersonSearch(null, "陳𠀝宏", null, null, null));
        assertThat(search("里慕伊·阿紀")).isEqualTo(new PersonSearch(null, "里慕伊·阿紀", null, null, null));
    }

    @Test
    void aBirthDateMakesItANameAndAChoiceGoesBeforeAnyGuess() {
        assertThat(SearchPages.criteria("區村路", "0700105", ""))
                .isEqualTo(new PersonSearch(null, "區村路", "0700105", null, null));
        assertThat(SearchPages.criteria("介壽", "", "address")).isEqualTo(new PersonSearch(null, null, null, null, "介壽"));
    }

    private static PersonSearch search(String typed) {
        return SearchPages.criteria(typed, "", "");
    }
}
