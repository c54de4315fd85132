using System.Net;
using System.Net.Sockets;

namespace EdFi.BatchPerf.Reporting.Dashboard;

/// <summary>An HttpListener on 127.0.0.1 only. (Kestrel cannot be loaded into PowerShell.)</summary>
internal static class LoopbackListener
{
    private const int Tries = 20;

    /// <summary>Listens.</summary>
    /// <param name="port">0 for a free one.</param>
    /// <exception cref="BatchPerfException"><c>DashboardPortTaken</c>.</exception>
    public static (HttpListener Listener, int Port) Open(int port)
    {
        for (var attempt = 1; ; attempt++)
        {
            var candidate = port == 0 ? FreePort() : port;
            var listener = new HttpListener { IgnoreWriteExceptions = false };
            listener.Prefixes.Add($"http://127.0.0.1:{candidate}/");
            try
            {
                listener.Start();
                return (listener, candidate);
            }
            catch (Exception exception) when (exception is HttpListenerException or SocketException)
            {
                listener.Close();
                if (port != 0 || attempt == Tries)
                {
                    throw new BatchPerfException("DashboardPortTaken", ProblemKind.InvalidInput, $"The dashboard cannot listen on port {candidate} of this machine: {exception.Message}", "Give another -DashboardPort (--dashboardPort), or none for a free one.", exception);
                }
            }
        }
    }

    /// <summary>HttpListener takes no port 0; another process may be faster, which is why there are several tries.</summary>
    private static int FreePort()
    {
        using var probe = new TcpListener(IPAddress.Loopback, 0);
        probe.Start();
        return ((IPEndPoint)probe.LocalEndpoint).Port;
    }
}
