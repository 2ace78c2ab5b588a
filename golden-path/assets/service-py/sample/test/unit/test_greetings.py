from fastapi.testclient import TestClient

from service.platform.application import create_service
from service.routes.greetings import router


def test_greets_by_name() -> None:
    response = client().get("/v1/greetings/Ada")

    assert response.status_code == 200
    assert response.json() == {"message": "Hello, Ada"}


def test_refuses_a_name_that_is_too_long() -> None:
    assert client().get(f"/v1/greetings/{'a' * 81}").status_code == 422


def client() -> TestClient:
    app = create_service(title="greetings", version="1.0.0")
    app.include_router(router, prefix="/v1")
    return TestClient(app)
