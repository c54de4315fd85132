using EdFi.BatchPerf.Page.Dashboard;

namespace EdFi.BatchPerf.Jobs.Loads;

/// <summary>The dashboard, one for each run; the first listens before a server is asked for anything.</summary>
/// <param name="port">1 to 65535, or 0 for a free one; null for no dashboard.</param>
internal sealed class LoadPage(int? port) : IAsyncDisposable
{
    private RunDashboard? _dashboard;

    /// <summary>The one that is open, or another one.</summary>
    /// <exception cref="BatchPerfException"><c>DashboardPortTaken</c>.</exception>
    public RunDashboard? Open() => _dashboard ??= port is { } number ? RunDashboard.Open(number) : null;

    /// <summary>Ends it without waiting for viewers.</summary>
    public void BeginClose() => _ = _dashboard?.CloseAsync();

    /// <summary>Ends it, at most two seconds later.</summary>
    public async Task CloseAsync()
    {
        if (_dashboard is { } dashboard)
        {
            _dashboard = null;
            await dashboard.DisposeAsync();
        }
    }

    public async ValueTask DisposeAsync() => await CloseAsync();
}
