namespace EdFi.BatchPerf.Unit.Text;

public sealed class SpellingTests
{
    [Theory]
    [InlineData("thersold", "threshold")]
    [InlineData("thershold", "threshold")]
    [InlineData("thresold", "threshold")]
    [InlineData("treshhold", "threshold")]
    [InlineData("htreshold", "threshold")]
    [InlineData("Threshold", "threshold")]
    [InlineData("p59", "p95")]
    [InlineData("tow", "two")]
    [InlineData("w", null)]
    [InlineData("xyz", null)]
    public void Two_exchanged_letters_are_one_edit(string word, string? nearest) =>
        Assert.Equal(nearest, Spelling.Nearest(word, ["threshold", "p95", "two", "verdict"]));

    [Theory]
    [InlineData("ab", "ab|ba", "ab")]
    [InlineData("abcd", "abdc|acbd|badc", "abdc|acbd|badc")]
    [InlineData("students", "studnets|stduents|students|sutdents|tsudents", "students")]
    [InlineData("studenst", "studnets|stduents|sutdents|student", "student|studnets|stduents")]
    public void The_nearest_three_come_in_the_order_of_their_edits(string word, string candidates, string near) =>
        Assert.Equal(near.Split('|'), Spelling.Near(word, candidates.Split('|').Select(static c => (c, c))));

    /// <summary>What was written, how many names there are, what lists them, and what is said.</summary>
    public static TheoryData<string, int, string, string> Choices => new()
    {
        { "name3x", 4, "Get-X", "Did you mean name3, name1 or name2? Known are name1, name2, name3, name4." },
        { "other", 2, "", "Known are name1, name2." },
        { "other", 1, "", "Known is name1." },
        { "nmae7", 9, "Get-X", "Did you mean name7, name1 or name2? There are 9 names; Get-X lists them." },
        { "other", 1234, "Get-X", "There are 1,234 names, such as name1, name2, name3; Get-X lists them." },
        { "nmae7", 9, "", "Did you mean name7, name1 or name2? There are 9 names, such as name1, name2, name3." },
    };

    [Theory]
    [MemberData(nameof(Choices))]
    public void A_wrong_name_is_answered_with_the_nearest_and_never_with_a_long_list(string word, int names, string lists, string says) =>
        Assert.Equal(says, Spelling.Choice(word, Enumerable.Range(1, names).Select(static i => $"name{i}"), "names", lists));
}
