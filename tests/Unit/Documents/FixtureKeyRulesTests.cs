using EdFi.BatchPerf.Documents.Fixtures;

namespace EdFi.BatchPerf.Unit.Documents;

public sealed class FixtureKeyRulesTests
{
    [Theory]
    [InlineData(255901, null, null)]
    [InlineData(int.MaxValue, null, null)]
    [InlineData(int.MaxValue, 2_147_483_647L, null)]
    [InlineData(9_007_199_254_740, null, null)]
    [InlineData(9_007_199_254_741, null, "SchoolId would be 9007199254741 followed by 001, which is too large: give a SchoolId")]
    [InlineData(9_007_199_254_741, 1L, null)]
    [InlineData(18_446_744_073_709_552, null, "SchoolId would be 18446744073709552 followed by 001")]
    [InlineData(18_446_744_073_709_552, 1L, "LocalEducationAgencyId is 18446744073709552; 1 to 9007199254740991")]
    [InlineData(9_223_372_036_854_775_807, null, "LocalEducationAgencyId is 9223372036854775807;")]
    [InlineData(9_007_199_254_740_991, 9_007_199_254_740_991, null)]
    [InlineData(1, 9_007_199_254_740_992, "SchoolId is 9007199254740992; 1 to 9007199254740991")]
    [InlineData(1, 9_223_372_036_854_775_807, "SchoolId is 9223372036854775807;")]
    [InlineData(1, 0L, "SchoolId is 0;")]
    [InlineData(-1, 1L, "LocalEducationAgencyId is -1;")]
    public void An_id_that_does_not_fit_is_refused_by_name(long agency, long? school, string? said)
    {
        var keys = new FixtureKeys { LocalEducationAgencyId = agency };
        keys = school is { } id ? keys with { SchoolId = id } : keys;

        var error = Record.Exception(keys.Validate);

        Assert.Equal(said is null, error is null);
        Assert.Contains(said ?? "", error?.Message ?? "", StringComparison.Ordinal);
    }
}
