using System.Globalization;
using System.Text.Json.Nodes;
using EdFi.BatchPerf.Api;
using EdFi.BatchPerf.Documents.Metadata;
using EdFi.BatchPerf.Documents.ReadingBack;

namespace EdFi.BatchPerf.Questions.Atomicity;

/// <summary>Finds a school year that a server does not have.</summary>
internal static class SchoolYears
{
    public const string Resource = "schoolYearTypes";
    private const int Oldest = 1901;
    private const int Newest = 2000;

    /// <summary>The first year from 1901 to 2000 that the server does not have.</summary>
    /// <exception cref="BatchPerfException">
    /// PreparationFailed: not all years can be read; SchoolYearsNotShown: none is shown, or one without its year, so that nothing proves
    /// another one to be absent; NoFreeSchoolYear: all are there. One that is there would be changed.
    /// </exception>
    public static async Task<int> FreeAsync(IResourceClient client, CancellationToken cancellationToken)
    {
        var taken = new HashSet<int>();
        foreach (var image in await new ReadBack(client, ServerIdentities.BuiltIn).WholeListAsync(Resource, cancellationToken))
        {
            taken.Add(YearOf(image) ?? throw NotShown($"shows a document of {Resource} without a year: {image.Content}"));
        }

        if (taken.Count == 0)
        {
            throw NotShown($"shows no {Resource} at all");
        }

        return Enumerable.Range(Oldest, Newest - Oldest + 1).Cast<int?>().FirstOrDefault(year => !taken.Contains(year!.Value))
            ?? throw Problem("NoFreeSchoolYear", $"The server has every school year from {Oldest} to {Newest}, so that none is free.", "");
    }

    private static int? YearOf(DocumentImage image) =>
        image.Fields["schoolYear"] is JsonValue value
            && int.TryParse(value.ToString(), NumberStyles.None, CultureInfo.InvariantCulture, out var year)
            ? year
            : null;

    private static BatchPerfException NotShown(string what) => Problem(
        "SchoolYearsNotShown",
        $"The server {what}, so that nothing proves a school year to be free.",
        $"Use a key that may read {Resource}. Or ");

    private static BatchPerfException Problem(string id, string message, string first)
    {
        var way = $"give a {new OptionKey("ForbiddenOperation")} of your own, or leave {AtomicityPoison.ForbiddenResource} out of "
            + $"{new OptionKey("Poison")}.";
        return new BatchPerfException(
            id,
            ProblemKind.UnexpectedServer,
            $"{message} The poison {AtomicityPoison.ForbiddenResource} would create one.",
            first.Length > 0 ? first + way : char.ToUpperInvariant(way[0]) + way[1..]);
    }
}
