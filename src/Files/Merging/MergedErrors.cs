using EdFi.BatchPerf.Measuring;

namespace EdFi.BatchPerf.Files.Merging;

/// <summary>Merges the errors of several machines: each distinct error once, its times on the common axis.</summary>
internal static class MergedErrors
{
    /// <param name="machines">Each machine's errors, and by how much its moments are moved.</param>
    public static IReadOnlyList<DistinctError> Of(IEnumerable<(IReadOnlyList<DistinctError> Errors, TimeSpan Shift)> machines)
    {
        var merged = machines
            .SelectMany(static m => m.Errors.Select(error => error with
            {
                FirstSeen = error.FirstSeen + m.Shift,
                LastSeen = error.LastSeen + m.Shift,
            }))
            .GroupBy(static e => (e.Kind, e.StatusCode, e.Name, e.Method, e.Message))
            .Select(Sum)
            .OrderBy(static e => e.Kind is null)
            .ThenByDescending(static e => e.Occurrences)
            .ThenByDescending(static e => e.Retried)
            .ThenBy(static e => e.Name, StringComparer.Ordinal)
            .ThenBy(static e => e.Message, StringComparer.Ordinal)
            .ToList();
        if (merged.Count <= DistinctErrors.MaxDistinct)
        {
            return merged;
        }

        var rest = Sum(merged.Skip(DistinctErrors.MaxDistinct));
        return
        [
            .. merged.Take(DistinctErrors.MaxDistinct),
            rest with { Kind = null, StatusCode = null, Name = "", Method = RequestName.Post, Message = DistinctErrors.OtherText },
        ];
    }

    private static DistinctError Sum(IEnumerable<DistinctError> errors)
    {
        var all = errors.OrderBy(static e => e.FirstSeen).ToList();
        return all[0] with
        {
            Occurrences = all.Sum(static e => e.Occurrences),
            Retried = all.Sum(static e => e.Retried),
            LastSeen = all.Max(static e => e.LastSeen),
            FirstCorrelationId = all.Select(static e => e.FirstCorrelationId).FirstOrDefault(static id => id is not null),
            FirstFailedOperation = all.Select(static e => e.FirstFailedOperation).FirstOrDefault(static o => o is not null),
        };
    }
}
