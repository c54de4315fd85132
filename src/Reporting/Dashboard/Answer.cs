using System.Net;
using System.Text;
using EdFi.BatchPerf.Execution;
using EdFi.BatchPerf.Reporting.Page;

namespace EdFi.BatchPerf.Reporting.Dashboard;

/// <summary>One request of a browser, answered. Nothing that goes wrong here reaches the run.</summary>
internal sealed class Answer(HttpListenerContext context, Gate gate, RunFeed feed, Func<LoadRun?> running)
{
    private const int LongestBody = 1024;
    private static readonly TimeSpan BeginPatience = TimeSpan.FromSeconds(1);
    private readonly HttpListenerResponse _response = context.Response;

    public async Task GiveAsync(CancellationToken closing)
    {
        try
        {
            SetHeaders();
            await ChooseAsync(closing);
            _response.Close();
        }
        catch (Exception)
        {
            _response.Abort(); // the browser has gone, or the dashboard closes
        }
    }

    private async Task ChooseAsync(CancellationToken closing)
    {
        var (wanted, refusal) = gate.Check(context.Request);
        if (wanted is null)
        {
            await SayAsync((int)refusal, "This is not the address of a dashboard.", closing);
        }
        else if (!await HasBegunAsync(closing) || running() is not { } load || feed.Current is not { } pulse)
        {
            await SayAsync(503, "The run has not begun yet.", closing);
        }
        else
        {
            await ((context.Request.HttpMethod, wanted) switch
            {
                ("GET", "") => PageAsync(pulse, closing),
                ("GET", "events") => new Viewer(_response).WatchAsync(feed, closing),
                ("POST", "load") => ControlAsync(controls => ReadBodyAsync(controls.Change, closing), load, closing),
                ("POST", "stop") => ControlAsync(controls => ReadBodyAsync(_ => controls.Stop(), closing), load, closing),
                (_, "" or "events" or "load" or "stop") => SayAsync(405, "Pages and events are got; changes are posted.", closing),
                _ => SayAsync(404, "There is nothing here.", closing),
            });
        }
    }

    /// <summary>The address is told a moment before the run begins: who is quicker than that waits.</summary>
    private async Task<bool> HasBegunAsync(CancellationToken closing)
    {
        try
        {
            await feed.First.WaitAsync(BeginPatience, closing);
            return true;
        }
        catch (TimeoutException)
        {
            return false;
        }
    }

    private async Task PageAsync(Pulse pulse, CancellationToken closing)
    {
        using var page = new MemoryStream();
        HtmlPage.Write(page, pulse.Document, [], PageParts.Embedded, live: true);
        _response.ContentType = "text/html; charset=utf-8";
        _response.Headers["Content-Security-Policy"] = HtmlPage.Policy(PageParts.Embedded, live: true) + "; frame-ancestors 'none'";
        await SendAsync(page.ToArray(), closing);
    }

    private async Task ControlAsync(Func<Controls, Task<(int Status, string Message)>> act, LoadRun run, CancellationToken closing)
    {
        var (status, message) = await act(new Controls(run));
        await SayAsync(status, message, closing);
    }

    /// <summary>A form of a page elsewhere cannot post JSON without asking first, and is not answered when it asks.</summary>
    private async Task<(int Status, string Message)> ReadBodyAsync(Func<string, (int Status, string Message)> act, CancellationToken closing)
    {
        if (context.Request.ContentType?.StartsWith("application/json", StringComparison.OrdinalIgnoreCase) != true)
        {
            return (415, "application/json is needed.");
        }

        var buffer = new byte[LongestBody];
        var length = await context.Request.InputStream.ReadAtLeastAsync(buffer, buffer.Length, throwOnEndOfStream: false, closing);
        return length == LongestBody ? (413, "That is too long.") : act(Encoding.UTF8.GetString(buffer, 0, length));
    }

    private Task SayAsync(int status, string message, CancellationToken closing)
    {
        _response.StatusCode = status;
        _response.ContentType = "text/plain; charset=utf-8";
        return SendAsync(Encoding.UTF8.GetBytes(message), closing);
    }

    private async Task SendAsync(byte[] bytes, CancellationToken closing)
    {
        _response.ContentLength64 = bytes.Length;
        await _response.OutputStream.WriteAsync(bytes, closing);
    }

    private void SetHeaders()
    {
        _response.Headers["Cache-Control"] = "no-store";
        _response.Headers["X-Content-Type-Options"] = "nosniff";
        _response.Headers["Referrer-Policy"] = "same-origin";
        _response.Headers["Cross-Origin-Resource-Policy"] = "same-origin";
    }
}
