namespace EdFi.BatchPerf.Unit.Generation;

/// <summary>What is learnt from a server's refusals, in the words of real servers.</summary>
public sealed class LessonTests
{
    [Theory]
    [InlineData("$.maxCompleters: maxCompleters is required.", "maxCompleters is required")]
    [InlineData("$.gradeLevels[0].entryDescriptor: GradeLevelDescriptor value 'uri://x/y#z' does not exist.", "entryDescriptor takes GradeLevelDescriptor")]
    [InlineData("$.sequenceOfCourse: sequenceOfCourse Value is \"string\" but should be \"integer\"", "sequenceOfCourse is of type integer")]
    [InlineData("$.studentUniqueId: studentUniqueId Value should be at most 32 characters", "studentUniqueId has at most 32 characters")]
    [InlineData("$.beginDate: beginDate Value does not match format \"date\"", "beginDate has the format date")]
    [InlineData("$.identificationCodes[0].note: note is required.", "identificationCodes.note is required")]
    [InlineData("$.0.note: note is required.", "note is required")]
    [InlineData("$: A non-empty request body is required.", "")]
    [InlineData("The referenced School item(s) do not exist.", "")]
    [InlineData("", "")]
    public void A_refusal_teaches_once(string error, string learnt)
    {
        var making = Making.Small();

        Assert.Equal(learnt, string.Join("; ", making.Lessons.Learn(making.Resource("courses"), [error])));
        Assert.Empty(making.Lessons.Learn(making.Resource("courses"), [error]));
    }

    [Fact]
    public void What_was_learnt_is_in_the_next_document()
    {
        var making = Making.Small();
        Assert.False(making.Make("busRoutes").Main.Content.ContainsKey("expectedMinutes"));

        making.Lessons.Learn(making.Resource("busRoutes"), ["$.expectedMinutes: expectedMinutes is required."]);

        Assert.True(making.Make("busRoutes").Main.Content.ContainsKey("expectedMinutes"));
    }

    [Fact]
    public void A_value_of_a_reference_that_the_document_does_not_name_is_added()
    {
        var making = Making.Small();
        making.Lessons.Learn(making.Resource("sections"), ["$.courseOfferingReference.offeringSchoolId: offeringSchoolId is required."]);

        Assert.Equal(
            "{{#fixture.schoolId}}",
            (string?)making.Make("sections").Main.Content["courseOfferingReference"]!["offeringSchoolId"]);
    }
}
