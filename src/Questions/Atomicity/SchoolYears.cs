using EdFi.BatchPerf.Api;
using EdFi.BatchPerf.Documents.Fixtures;

namespace EdFi.BatchPerf.Questions.Atomicity;

/// <summary>Finds a school year that a server does not have.</summary>
internal static class SchoolYears
{
    public const string Resource = "schoolYearTypes";
    private const int Oldest = 1901;

    public static async Task<int> FreeAsync(IResourceClient client, CancellationToken cancellationToken)
    {
        var taken = new HashSet<int>();
        await foreach (var document in new ResourceFinder(client).ListAsync(Resource, cancellationToken))
        {
            if (document.TryGetProperty("schoolYear", out var value) && value.TryGetInt32(out var year))
            {
                taken.Add(year);
            }
        }

        return Enumerable.Range(Oldest, 100).First(year => !taken.Contains(year));
    }
}
