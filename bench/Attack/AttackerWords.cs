namespace EdFi.BatchPerf.Bench.Attack;

/// <summary>What is sent, and how it reads in a table.</summary>
internal static class AttackerWords
{
    public static string Of(AttackKind kind) => kind switch
    {
        AttackKind.HalfPosts => "200 half POSTs at a time, anew when closed",
        AttackKind.IdleConnections => "400 idle connections, anew when closed",
        AttackKind.SlowBodies => "100 POSTs with a byte each 50 ms",
        AttackKind.SlowHeads => "100 heads with a byte each millisecond",
        _ => "32 loops of whole GETs without a pause",
    };

    public static int Connections(AttackKind kind) => kind switch
    {
        AttackKind.HalfPosts => 200,
        AttackKind.IdleConnections => 400,
        AttackKind.SlowBodies or AttackKind.SlowHeads => 100,
        _ => 32,
    };

    public static string Request(AttackKind kind, Uri dashboard) => kind switch
    {
        AttackKind.IdleConnections => "",
        AttackKind.HalfPosts or AttackKind.SlowBodies => $"POST /load HTTP/1.1\r\nHost: {dashboard.Authority}\r\nContent-Type: "
            + $"application/json\r\nContent-Length: 1000000\r\n\r\n{{",
        AttackKind.SlowHeads => "GET / HTTP/1.1\r\nX: ",
        _ => $"GET / HTTP/1.1\r\nHost: {dashboard.Authority}\r\n\r\n",
    };

    public static TimeSpan? Drip(AttackKind kind) => kind switch
    {
        AttackKind.SlowBodies => TimeSpan.FromMilliseconds(50),
        AttackKind.SlowHeads => TimeSpan.FromMilliseconds(1),
        _ => null,
    };
}
