using System.Globalization;

namespace EdFi.BatchPerf.Unit.Text;

public sealed class MomentTextTests
{
    private static readonly DateTimeOffset Fifth = new(2026, 11, 5, 9, 8, 7, TimeSpan.FromHours(1));
    private static readonly DateTimeOffset TwentySeventh = new(2026, 11, 27, 13, 8, 7, TimeSpan.Zero);

    public static TheoryData<string, string, string> Cultures => new()
    {
        { "en-US", "M/d/yyyy", "h:mm:ss tt" },
        { "en-GB", "dd/MM/yyyy", "HH:mm:ss" },
        { "de-DE", "dd.MM.yyyy", "HH:mm:ss" },
        { "sv-SE", "yyyy-MM-dd", "HH:mm:ss" },
        { "invariant", "MM/dd/yyyy", "HH:mm:ss" },
    };

    [Theory]
    [MemberData(nameof(Cultures))]
    public void What_a_culture_writes_is_read_in_it(string name, string date, string time)
    {
        foreach (var moment in (DateTimeOffset[])[Fifth, TwentySeventh])
        {
            var culture = Culture(date, time);
            Assert.True(MomentText.Read(moment.ToString(culture), culture) == moment, name);
        }
    }

    [Theory]
    [MemberData(nameof(Cultures))]
    public void What_a_culture_writes_is_never_read_as_another_moment(string name, string date, string time)
    {
        var written = Culture(date, time);
        foreach (var other in Cultures.Select(static c => ((string)c[1], (string)c[2])))
        {
            var read = MomentText.Read(TwentySeventh.ToString(written), Culture(other.Item1, other.Item2));
            Assert.True(read is null || read == TwentySeventh, $"{name} read as {read}");
        }

        Assert.Null(MomentText.Read(Fifth.ToString(Culture("M/d/yyyy", "h:mm:ss tt")), Culture("dd/MM/yyyy", "HH:mm:ss")));
    }

    [Theory]
    [InlineData("2026-11-05T09:08:07.1234567+01:00")]
    [InlineData("2026-11-05T08:08:07.1234567Z")]
    [InlineData("2026-11-05T08:08:07.1234567")]
    [InlineData("2026-11-05 08:08:07.1234567Z")]
    public void Iso_8601_is_read_in_every_culture_with_its_fractions(string text) =>
        Assert.Equal(Fifth.AddTicks(1234567), MomentText.Read(text, Culture("dd/MM/yyyy", "HH:mm:ss")));

    [Theory]
    [InlineData("soon")]
    [InlineData("11/5/2026")]
    [InlineData("5.11.2026 09:08:07 +01:00")]
    [InlineData("")]
    public void Everything_else_is_none(string text) => Assert.Null(MomentText.Read(text, Culture("MM/dd/yyyy", "HH:mm:ss")));

    /// <summary>Cultures are made, since a machine may have only the invariant one.</summary>
    private static CultureInfo Culture(string date, string time)
    {
        var culture = (CultureInfo)CultureInfo.InvariantCulture.Clone();
        culture.DateTimeFormat.ShortDatePattern = date;
        culture.DateTimeFormat.LongTimePattern = time;
        return culture;
    }
}
