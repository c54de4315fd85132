using EdFi.BatchPerf.Jobs.Studies;
using EdFi.BatchPerf.Questions.Atomicity;

namespace EdFi.BatchPerf.Jobs.Options;

/// <summary>
/// Every option of studies and of tests of atomicity, a row each, in the order of the console's help. The console reads the rows whole
/// (names, parsing, ranges, help); cmdlet parameters take default and range from them; requests are made by them. A new option is its
/// row, its property of the request, its parameter, its consumer and its help page.
/// </summary>
internal static partial class JobOptionTable
{
    /// <summary>All rows; a run option has one for each job in which it differs.</summary>
    // Made at first use: the other parts of the class have to be there.
    public static IReadOnlyList<JobOption> All => field ??= [.. Sizes, .. Capacity, .. Atomicity];

    /// <summary>The longest time of a run, a pause or a request of a job, one day.</summary>
    private static TimeSpan Longest => TimeSpan.FromDays(1);

    /// <summary>The rows of a job.</summary>
    /// <param name="request">Type of the job's request.</param>
    /// <exception cref="ArgumentException">No job has such a request.</exception>
    public static IReadOnlyList<JobOption> Of(Type request) => request == typeof(SizeRequest) ? Sizes
        : request == typeof(CapacityRequest) ? Capacity
        : request == typeof(AtomicityPlan) ? Atomicity
        : throw new ArgumentException($"There are no options for a {request.Name}.", nameof(request));

    /// <summary>The row of a key in a job.</summary>
    /// <param name="request">Type of the job's request.</param>
    /// <param name="key">The cmdlet parameter's name.</param>
    /// <exception cref="ArgumentException">There is none.</exception>
    public static JobOption Of(Type request, string key) => Of(request).FirstOrDefault(option => option.Key == key)
        ?? throw new ArgumentException($"A {request.Name} has no option {key}.", nameof(key));

    /// <summary>Makes a job's request.</summary>
    /// <param name="given">Returns the value given for a row; null where none was given, so that the default holds.</param>
    public static T Make<T>(Func<JobOption, object?> given)
        where T : class, new()
    {
        var request = new T();
        foreach (var option in Of(typeof(T)))
        {
            if (given(option) is { } value)
            {
                option.Put(request, value);
            }
        }

        return request;
    }
}
