using EdFi.BatchPerf.Jobs.Hosting;

namespace EdFi.BatchPerf.Jobs.Preparing;

/// <summary>
/// Tells the operator of each fixture when it is made or found: warnings come out whatever ends the work, and what was created before an
/// error or a stop is named.
/// </summary>
/// <param name="host">Receives the warnings.</param>
/// <param name="tell">Receives each fixture.</param>
internal sealed class FixtureNews(IJobHost host, Action<BatchFixture> tell) : IProgress<BatchFixture>
{
    private readonly List<string> _created = [];

    /// <inheritdoc/>
    public void Report(BatchFixture value)
    {
        ArgumentNullException.ThrowIfNull(value);
        if (value.State == FixtureState.Created)
        {
            _created.Add($"{value.Resource} {value.NaturalKey}");
        }

        if (value.Warning is { } warning)
        {
            host.WarnOfRemains(warning);
        }

        tell(value);
    }

    /// <summary>Does work; where it ends in an error or a stop, what was created before is named in a warning.</summary>
    /// <param name="work">Reports fixtures to what it is given.</param>
    public async Task<T> TellAsync<T>(Func<IProgress<BatchFixture>, Task<T>> work)
    {
        ArgumentNullException.ThrowIfNull(work);
        try
        {
            return await work(this);
        }
        catch
        {
            if (_created.Count > 0)
            {
                host.WarnOfRemains($"Created before that, and still on the server: {string.Join("; ", _created)}.");
            }

            throw;
        }
    }
}
