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

    /// <summary>The first year from 1901 on that the server does not have.</summary>
    /// <exception cref="BatchPerfException">PreparationFailed: not all years can be read; one that is there would be changed.</exception>
    public static async Task<int> FreeAsync(IResourceClient client, CancellationToken cancellationToken)
    {
        var taken = new HashSet<int>();
        foreach (var image in await new ReadBack(client, ServerIdentities.BuiltIn).WholeListAsync(Resource, cancellationToken))
        {
            if (image.Fields["schoolYear"] is JsonValue value && value.TryGetValue<int>(out var year))
            {
                taken.Add(year);
            }
        }

        return Enumerable.Range(Oldest, 100).First(year => !taken.Contains(year));
    }
}
